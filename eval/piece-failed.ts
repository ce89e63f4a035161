/** A piece could not be made or repaired: the message says which, the cause why. */
export class PieceFailed extends Error {}
