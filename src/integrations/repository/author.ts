/** By this address the service's own commits are told from a person's. */
export const authorEmail = 'demo-foundry@localhost';

/** Who commits, whatever the machine's own Git settings say. */
export const author = `Demo Foundry <${authorEmail}>`;
