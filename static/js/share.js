// Copies and prints. Without this script the buttons stay hidden and nothing is lost.
const status = document.createElement("p");
status.className = "share__status";
status.role = "status";
document.body.append(status);

for (const control of document.querySelectorAll("[data-copy]")) {
  control.hidden = !navigator.clipboard && control.matches("button");
  control.addEventListener("click", async () => {
    const url = new URL(control.dataset.copy || control.getAttribute("href") || "", location).href;
    try {
      await navigator.clipboard.writeText(url);
      status.textContent = "Lien copié.";
    } catch {
      status.textContent = `Copie impossible. Adresse : ${url}`;
    }
    setTimeout(() => (status.textContent = ""), 6000);
  });
}

for (const control of document.querySelectorAll("[data-print]")) {
  control.hidden = false;
  control.addEventListener("click", () => print());
}
