/** The little that the server cannot do: the browser's time zone, clocks that tick, copying, and care for open forms. */

/** A person has typed into a form of this part of the page and not sent it. */
const isEdited = (/** @type {Element} */ part) => part.querySelector('form[data-edited]') !== null;

/**
 * Fetches the parts of the page that no longer fit the build's state. A form that is open is never taken away: its
 * reader is told instead that there is something newer.
 * @param {boolean} [regardless]
 */
function followBuild(regardless = false) {
  const news = document.getElementById('news');
  const notice = document.getElementById('moved-on');
  if (!news) return;
  let held = false;
  for (const part of document.querySelectorAll('[data-follow]')) {
    if (!(part instanceof HTMLElement)) continue;
    const wanted = news.dataset[part.dataset.follow ?? ''] ?? '';
    const shown = part.querySelector(':scope > [data-shown]')?.getAttribute('data-shown');
    const underWay = part.dataset.asked === wanted && part.classList.contains('htmx-request');
    if (shown === wanted || underWay) continue;
    if (isEdited(part) && !regardless) {
      held = true;
      continue;
    }
    part.dataset.asked = wanted;
    part.dispatchEvent(new CustomEvent('build-moved'));
  }
  if (notice) notice.hidden = !held;
}

document.addEventListener('htmx:after:swap', () => {
  for (const taken of document.querySelectorAll('[data-taken]')) {
    taken.closest('form')?.removeAttribute('data-edited');
  }
  followBuild();
});
document.addEventListener('htmx:sse:after:message', () => followBuild());

document.addEventListener('input', (event) => {
  if (event.target instanceof Element) event.target.closest('form')?.setAttribute('data-edited', '');
});

document.addEventListener('click', async (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest('#moved-on button')) followBuild(true);
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
