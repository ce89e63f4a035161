/** What became of a decision, said beside its button. */
export type DecisionAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'unconfirmed' }
  | { readonly kind: 'gone'; readonly sentence: string };

/** The place for the answer to a form, empty at first. */
export function AnswerPlace() {
  return <div class="answer" role="status" aria-live="polite" />;
}

export function Answer({ answer }: { readonly answer: DecisionAnswer }) {
  switch (answer.kind) {
    case 'accepted':
      return (
        <p class="ok" data-taken>
          Taken.
        </p>
      );
    case 'unconfirmed':
      return (
        <p class="notice" data-taken>
          Sent, not yet confirmed: no worker answers just now. It is sent again by itself until it is confirmed.
        </p>
      );
    case 'refused':
    case 'gone':
      return (
        <p class="error" role="alert">
          {answer.sentence}
        </p>
      );
  }
}
