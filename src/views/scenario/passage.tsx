import type { Traced } from '../../domain/scenario/trace.ts';
import { Badge } from '../parts/badge.tsx';

interface PassageProps {
  /** None when the scenario was not read from notes: then nothing is said of where it comes from. */
  readonly trace: readonly Traced[] | undefined;
  readonly kind: Traced['kind'];
  readonly name: string;
}

/** The passage of the notes that an element answers, word for word, or that it is assumed. */
export function Passage({ trace, kind, name }: PassageProps) {
  if (!trace) return null;
  const passage = passageOf({ trace, kind, name });
  if (passage === '') return kind === 'source' ? null : <Assumed />;
  return (
    <blockquote class="passage">
      <span class="label">The notes say</span> “{passage}”
    </blockquote>
  );
}

/** Whether it is the customer's own, in a word: for a line that is folded. */
export function Origin(props: PassageProps) {
  if (!props.trace) return null;
  return passageOf(props) === '' ? <Assumed /> : <Badge tone="good">from the notes</Badge>;
}

function Assumed() {
  return (
    <span class="assumed">
      <Badge tone="ask">assumed</Badge>
    </span>
  );
}

function passageOf({ trace, kind, name }: PassageProps): string {
  return trace?.find((one) => one.kind === kind && one.name === name)?.passage ?? '';
}
