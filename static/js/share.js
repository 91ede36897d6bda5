// Copies and prints. Without this script the buttons stay hidden and nothing is lost.
const status = document.createElement("p");
status.className = "share__status";
status.role = "status";
document.body.append(status);

const addressOf = (control) => new URL(control.dataset.copy || control.getAttribute("href") || "", location).href;

for (const control of document.querySelectorAll("[data-copy], [data-copy-text]")) {
  control.hidden = !navigator.clipboard && control.matches("button");
  control.addEventListener("click", async () => {
    const words = control.dataset.copyText ?? addressOf(control);
    try {
      await navigator.clipboard.writeText(words);
      status.textContent = control.dataset.copyText ? "Citation copiée." : "Lien copié.";
    } catch {
      status.textContent = `Copie impossible : ${words}`;
    }
    setTimeout(() => (status.textContent = ""), 6000);
  });
}

for (const control of document.querySelectorAll("[data-print]")) {
  control.hidden = false;
  control.addEventListener("click", () => print());
}
