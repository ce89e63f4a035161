import { describe, expect, test } from 'vitest';
import { cronExpression, cronProblem } from '../../../src/domain/build/cron.ts';

describe('a cron expression', () => {
  test.each([
    '0 6 * * *',
    '*/15 * * * *',
    '5/10 8-18/2 1-31 * *',
    '00 06 1,15 JAN-mar MON-FRI',
    '0 6 * * 7',
    ' 0  6 * * 0,6 ',
  ])('%s is taken', (expression) => {
    expect(cronProblem(expression)).toBeUndefined();
    expect(cronExpression.parse(expression)).toBe(expression.trim());
  });

  test.each([
    ['a b c d e', /minute “a” has to lie between 0 and 59/],
    ['60 6 * * *', /minute “60”/],
    ['0 24 * * *', /hour “24”.*0 and 23/],
    ['0 6 0 * *', /day of the month “0”/],
    ['0 6 * 13 *', /month “13”/],
    ['0 6 * * 8', /day of the week “8”/],
    ['0 6 * * fri-mon', /day of the week/],
    ['5-1 * * * *', /minute “5-1”/],
    ['1-5-7 * * * *', /minute/],
    ['*/0 * * * *', /minute/],
    ['1,,2 * * * *', /minute/],
    ['1//2 * * * *', /minute/],
    ['-5 * * * *', /minute/],
    ['0 6 * mon *', /month “mon”/],
    ['0 6 * *', /five fields/],
    ['0 0 6 * * *', /five fields/],
    ['daily', /five fields/],
    ['', /five fields/],
  ])('“%s” is refused, and the field is named', (expression, sentence) => {
    expect(cronProblem(expression)).toMatch(sentence);
    expect(cronExpression.safeParse(expression).error?.issues[0]?.message).toMatch(sentence);
  });
});
