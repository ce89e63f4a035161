import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { BusinessQuestions } from '../../../src/views/scenario/business-questions.tsx';
import { questionsWith } from '../fixtures/board.ts';

const { questions, answers } = questionsWith('Which channel?');

test('before the rehearsal each question stands under its heading with where it is answered', async () => {
  const html = await htmlOf(<BusinessQuestions questions={questions} answers={undefined} />);
  expect(html.match(/<h3>/g)).toHaveLength(2);
  expect(html).toMatch(/id="question-few".*in the model.*<code>fct_orders<\/code>/s);
  expect(html).toMatch(/id="question-many".*by the saved query.*<code>orders_by_channel<\/code>/s);
  expect(html).not.toMatch(/proven|gave no answer/);
});

test('after it each has its answer, and whether that is proven', async () => {
  const html = await htmlOf(
    <BusinessQuestions questions={questions} answers={answers} link={({ name }) => `#${name}`} />,
  );
  const part = (from: string, to: string) => html.slice(html.indexOf(from), html.indexOf(to));
  const few = part('question-few', 'question-many');
  expect(few).toContain('data-tone="good"');
  expect(few).toContain('Which channel? · 0; Which channel? · 1');
  expect(few).toContain('href="#fct_orders"');
  const many = part('question-many', 'question-silent');
  expect(many).toContain('not proven');
  expect(many).toContain('60 rows, the first 50');
  expect(many.match(/<tr>/g)).toHaveLength(51);
  expect(html.slice(html.indexOf('question-silent'))).toContain('It gave no answer');
});
