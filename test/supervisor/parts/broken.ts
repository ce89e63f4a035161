/** A part that dies before it is ready. */
process.stderr.write('the disk is full\n');
process.exit(3);
