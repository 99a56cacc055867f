// Where the terminal finds its server: wherever this page came from.
const here = new URL("terminal", window.location.href);
here.protocol = here.protocol === "https:" ? "wss:" : "ws:";
here.search = "";
here.hash = "";
document.getElementById("terminal").dataset.sessionWebsocketUrl = here.href;
document.getElementById("again").addEventListener("click", () => window.location.reload());

// A page that is left ends its conversation: browsers keep it, with its socket open, for a way back.
window.WebSocket = class extends window.WebSocket {
  constructor(...where) {
    super(...where);
    window.addEventListener("pagehide", () => this.close());
  }
};
