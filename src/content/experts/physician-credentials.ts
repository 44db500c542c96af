/**
 * Degrees that make a physician, without points and in capitals: doctors of medicine and of osteopathic medicine, and
 * the first degrees in medicine of other countries.
 *
 * Not among them: other doctorates (PhD, PsyD, DNP), nurses, physician assistants, dentists, chiropractors, naturopaths.
 */
const degrees = new Set([
  "MD",
  "DO",
  "MDCM",
  "MBBS",
  "MBBCH",
  "MBBCHIR",
  "MBBCHBAO",
  "MBCHB",
  "BMBS",
  "BMBCH",
  "BMED",
]);

/** Whether one of the credentials is that of a physician, however it is written: `MD`, `M.D.`, `MB ChB`. */
export function isPhysician(credentials: readonly string[]): boolean {
  return credentials.some((credential) => degrees.has(credential.replace(/[.\s]/g, "").toUpperCase()));
}
