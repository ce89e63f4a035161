import { phaseTable, stepTitles } from './phase.ts';
import type { BuildState } from './state.ts';

/**
 * The build in a few lines of Markdown, for Temporal Web. Of the customer's words it holds only what names a source or a
 * model, as a step's subject or in the sentence of a failure.
 */
export function describeBuild(state: BuildState): string {
  const lines = [`**${phaseTable[state.phase].title}**, ${state.status}, revision ${state.revision}`];
  if (state.ask) {
    const step = state.ask.step ? ` (${stepTitles[state.ask.step.name]})` : '';
    lines.push(`Asks: ${state.ask.kind}${step}, question ${state.ask.number}`);
  }
  for (const step of state.steps.slice(-12)) {
    const subject = step.subject ? ` \`${step.subject}\`` : '';
    const failure = step.failure ? `: ${step.failure.sentence}` : '';
    lines.push(`- ${step.status}${step.ahead ? ' ahead' : ''}: ${stepTitles[step.name]}${subject}${failure}`);
  }
  return lines.join('\n\n').replaceAll('\n\n- ', '\n- ');
}
