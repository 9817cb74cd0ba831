// The one-time code in what was scanned or pasted.

import { fail } from "./failure.ts";

/** Five characters to find it by and sixteen that are secret, of Crockford's base 32, in groups or not. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{21}$/;

/** Of a link like `https://puente.example/#enrol=CODE`, or of the code alone. */
export function readInvitation(text: string, origin: string): { code: string } {
  const said = text.trim();
  if (!/^https?:/i.test(said)) return { code: checked(said) };
  const link = URL.canParse(said) ? new URL(said) : null;
  const code = link && /^#enrol=(.+)$/.exec(link.hash)?.[1];
  if (!code) throw fail("no_invitation", "correct");
  if (link.origin !== origin) throw fail("other_server", "correct");
  return { code: checked(code) };
}

/** As the server reads it: either case, O for 0, I and L for 1, with hyphens and spaces anywhere. */
function checked(code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (!CODE.test(plain)) throw fail("no_invitation", "correct");
  return plain;
}
