// Copies what a field holds, as text or as the page that it is, and says so.
const say = (button, words) => {
  document.getElementById(button.dataset.copySaid).textContent = words;
};

for (const button of document.querySelectorAll("[data-copy-from]")) {
  const field = document.getElementById(button.dataset.copyFrom);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      say(button, "Copié.");
    } catch {
      field.focus();
      field.select();
      say(button, "Copie refusée par le navigateur : le texte est sélectionné, faites Ctrl + C.");
    }
  });
}
