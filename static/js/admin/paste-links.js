// Links keep the address that they had where they were copied.
import { unwrap } from "./paste-dom.js";

const KEPT = /^(https?:\/\/|mailto:|tel:)/i;

export function keepLinks(body) {
  for (const link of body.querySelectorAll("a")) {
    const href = address(link.getAttribute("href")?.trim() ?? "");
    if (!KEPT.test(href) || !link.textContent.trim()) unwrap(link);
    else link.setAttribute("href", href);
  }
}

// Google and Outlook put an address of their own in front of the one that was meant.
function address(href) {
  if (!URL.canParse(href)) return href;
  const { host, pathname, searchParams } = new URL(href);
  if (/^(www\.)?google\.\w+$/.test(host) && pathname === "/url") return searchParams.get("q") ?? href;
  if (host.endsWith(".safelinks.protection.outlook.com")) return searchParams.get("url") ?? href;
  return href;
}
