/** The little that the server cannot do: the browser's time zone, clocks that tick, copying, and care for open forms. */

const panel = () => document.getElementById('panel');

/** A person has typed into a form of the panel and not sent it. */
function isEdited() {
  return panel()?.querySelector('form[data-edited]') != null;
}

/** Shows the panel that fits the build's state now; an open form is never taken away, its reader is told instead. */
function followBuild() {
  const news = document.getElementById('news');
  const shown = panel();
  if (!news || !shown || shown.dataset.follow === undefined || news.dataset.panel === shown.dataset.panel) return;
  const notice = document.getElementById('moved-on');
  if (isEdited()) {
    if (notice) notice.hidden = false;
    return;
  }
  showPanel();
}

function showPanel() {
  const shown = panel();
  const news = document.getElementById('news');
  if (!shown || !news) return;
  const notice = document.getElementById('moved-on');
  if (notice) notice.hidden = true;
  shown.dataset.panel = news.dataset.panel ?? '';
  shown.dispatchEvent(new CustomEvent('build-moved'));
}

document.addEventListener('htmx:after:swap', () => {
  for (const taken of document.querySelectorAll('[data-taken]')) {
    taken.closest('form')?.removeAttribute('data-edited');
  }
  followBuild();
});
document.addEventListener('htmx:sse:after:message', followBuild);

document.addEventListener('input', (event) => {
  if (event.target instanceof Element) event.target.closest('form')?.setAttribute('data-edited', '');
});

document.addEventListener('click', async (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest('#moved-on button')) {
    for (const form of panel()?.querySelectorAll('form[data-edited]') ?? []) form.removeAttribute('data-edited');
    showPanel();
  }
  const copier = event.target.closest('[data-copy]');
  if (copier instanceof HTMLElement) {
    await navigator.clipboard.writeText(copier.dataset.copy ?? '');
    const label = copier.textContent;
    copier.textContent = 'Copied';
    setTimeout(() => {
      copier.textContent = label;
    }, 1500);
  }
});

/** A double click on a plain form's button is one request. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.once === undefined) return;
  if (form.dataset.sent !== undefined) event.preventDefault();
  form.dataset.sent = '';
});

function tick() {
  for (const clock of document.querySelectorAll('[data-since]')) {
    if (!(clock instanceof HTMLElement)) continue;
    const seconds = Math.max(0, (Date.now() - Date.parse(clock.dataset.since ?? '')) / 1000);
    clock.textContent = seconds < 60 ? `${seconds.toFixed(0)} s` : `${Math.floor(seconds / 60)} min`;
  }
}
setInterval(tick, 1000);

for (const field of document.querySelectorAll('input[data-time-zone]')) {
  if (field instanceof HTMLInputElement) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}
