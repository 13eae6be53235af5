// Which tabs are open. The server forgets the papers of a tab when the connection ends that names it. Browsers open six connections to a server and
// no more, so one tab, the leader, keeps one open for all: it names each tab that holds its own lock. A lock is free when its tab is gone, whatever has
// ended it: the leader learns so of the others, and the next one so that it leads now.

export const tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16).padStart(2, "0")).join("");

const LEADER = "leader";
const forever = new Promise(() => {});
const opened = new BroadcastChannel("opened");

async function lead() {
  const watched = new Set([tab]);
  let stream = null;
  async function connect() {
    const { held } = await navigator.locks.query();
    const tabs = held.map((lock) => lock.name).filter((name) => name !== LEADER);
    for (const other of tabs.filter((one) => !watched.has(one))) {
      watched.add(other);
      navigator.locks.request(other, () => null).then(connect);
    }
    stream?.close();
    stream = new EventSource(`/here?${new URLSearchParams(tabs.map((one) => ["tab", one]))}`);
  }
  opened.onmessage = connect;
  await connect();
  return forever;
}

navigator.locks.request(tab, () => {
  opened.postMessage(tab);
  navigator.locks.request(LEADER, lead);
  return forever;
});

// A page that the browser has kept whole begins anew.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
