// Last of the scripts: everything that they add to a page that is whole without them.
document.documentElement.classList.add("scripted");
startTraces();
startTables();
startSorting();
startLedger();
startCharts();
window.addEventListener("hashchange", aim);
if (location.hash) aim();
