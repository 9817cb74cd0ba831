// Finds the one-time code in a scanned or pasted text.

import { fail } from "./failure.ts";

/** A code: five characters to find it by and sixteen secret ones, in Crockford's base 32. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{21}$/;

/** Reads a link like `https://puente.example/#enrol=CODE`, or the code alone. */
export function readInvitation(text: string, origin: string): { code: string } {
  const said = text.trim();
  if (!/^https?:/i.test(said)) return { code: checked(said) };
  const link = URL.canParse(said) ? new URL(said) : null;
  const code = link && /^#enrol=(.+)$/.exec(link.hash)?.[1];
  if (!code) throw fail("no_invitation", "correct");
  if (link.origin !== origin) throw fail("other_server", "correct");
  return { code: checked(code) };
}

/** Checks a code as the server reads it: in either case, O for 0, I and L for 1, hyphens and spaces anywhere. */
function checked(code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (!CODE.test(plain)) throw fail("no_invitation", "correct");
  return plain;
}
