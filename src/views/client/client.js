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
      // Whoever has just sent it knows; the answer tells what becomes of it.
      held ||= part.querySelector('form[data-edited]:not([data-sending])') !== null;
      continue;
    }
    part.dataset.asked = wanted;
    part.dispatchEvent(new CustomEvent('build-moved'));
  }
  if (notice) notice.hidden = !held;
  if (news.dataset.ending !== undefined) {
    for (const gone of document.querySelectorAll('[data-until-ending]')) {
      // The menu was opened for it; the answer may come after it is gone.
      gone.closest('details.menu')?.removeAttribute('open');
      gone.remove();
    }
  }
}

document.addEventListener('htmx:after:swap', () => {
  for (const taken of document.querySelectorAll('[data-taken]')) {
    taken.closest('form')?.removeAttribute('data-edited');
    // A menu has done its work.
    const menu = taken.closest('details.menu');
    if (menu) {
      taken.remove();
      menu.removeAttribute('open');
    }
  }
  followBuild();
});
document.addEventListener('htmx:sse:after:message', () => followBuild());

/** The form that a request of htmx comes from, if it does. @param {Event} event @returns {HTMLElement | undefined} */
const formOf = (event) => {
  const source = event instanceof CustomEvent ? event.detail.ctx?.sourceElement : undefined;
  return source instanceof HTMLFormElement ? source : undefined;
};
document.addEventListener('htmx:before:request', (event) => formOf(event)?.setAttribute('data-sending', ''));
document.addEventListener('htmx:finally:request', (event) => {
  formOf(event)?.removeAttribute('data-sending');
  followBuild();
});
document.addEventListener('htmx:error', (event) => {
  const place = formOf(event)?.querySelector('.answer');
  if (place) place.textContent = 'The service did not answer. Nothing is lost: try again in a moment.';
});

/** Whether the events of the build arrive. @param {boolean} lost */
const connection = (lost) => {
  const line = document.getElementById('connection-lost');
  if (line) line.hidden = !lost;
};
document.addEventListener('htmx:sse:error', () => connection(true));
document.addEventListener('htmx:sse:after:connection', () => connection(false));

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
