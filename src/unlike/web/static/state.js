// Windows with pages of this run agree: where names were hidden, or something was locked or forgotten, in one of them,
// the others ask again. What is typed into them and not sent is lost, because what stands beside it must go.
const { state } = document.documentElement.dataset;
const windows = new BroadcastChannel(new URL("../state", import.meta.url).pathname); // of this run

windows.addEventListener("message", ({ data }) => {
  if (data !== state) location.replace(location.pathname + location.search); // a form that was sent is not sent again
});
windows.postMessage(state);
