// Making and using passkeys: the browser asks for the finger or the PIN, the form carries the answer.
// What to ask for stands in the page (`#passkey-options`) or is fetched when the button is pressed.
async function options(form) {
  const inPage = document.getElementById("passkey-options");
  if (inPage) return JSON.parse(inPage.textContent);
  const response = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

async function credential(form) {
  const asked = await options(form);
  if (form.dataset.passkey === "get") {
    const { publicKey } = asked.request_options;
    return navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
    });
  }
  const { publicKey } = asked.creation_options;
  // A passkey that can stand for name and password: kept on the device, behind finger or PIN.
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
  });
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) break; // an old browser: no button
  const button = form.querySelector("button[type=button]");
  const failed = form.querySelector("[data-failed]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    failed.hidden = true;
    button.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(await credential(form));
      form.submit();
    } catch {
      failed.textContent = failed.dataset.failed;
      failed.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}
