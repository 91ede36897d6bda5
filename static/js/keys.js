// Offers a key where the browser knows of them, and says when one did not answer. The rest is allauth's (mfa/js).
const button = document.getElementById("key");
const trouble = document.getElementById("key-trouble");

button.hidden = !window.PublicKeyCredential;
button.addEventListener("click", () => (trouble.hidden = true));
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  trouble.hidden = false;
});
