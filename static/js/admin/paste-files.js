// Pictures that a clipboard holds themselves, as files; `key` is what stands for one in the text.
const DATA = /^data:(image\/[\w.+-]+);base64,([\s\S]*)$/i;
let number = 0;

export function withKey(file) {
  return Object.assign(file, { key: `wait-${++number}` });
}

// What would be stored now: a picture that waits for its credit is in this page alone, and were that
// to go, words would say where it stood.
export function withoutWaiting(html, words) {
  return html.replace(/<figure data-photo="wait-\d+"><\/figure>/g, `<p>${words}</p>`);
}

// The file in a `data:` address; null where there is none. The policy lets none be fetched.
export function fileOf(address) {
  const [, type, text] = DATA.exec(address) ?? [];
  if (!type) return null;
  try {
    const bytes = Uint8Array.from(atob(decodeURIComponent(text).replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
    return withKey(new File([bytes], `picture.${type.split("/")[1]}`, { type }));
  } catch {
    return null;
  }
}

// What a picture that is left out is called: by its file, or by what it shows.
export function nameOf(image) {
  const address = image.getAttribute("src") ?? "";
  const last = address.startsWith("data:") ? "" : address.split(/[?#]/)[0].split(/[/\\]/).at(-1);
  return image.getAttribute("alt")?.trim() || last;
}
