/** Degrees, licences and fellowships that follow names in health care and academia, without periods. */
const known = new Set(
  `AA AAS ABD ABPP ACNP ACSW ADN AGNP AGACNP AGPCNP ANP AOCN APN APRN ARNP AS ATC ATR AuD
  BA BCBA BCN BCPP BCPS BHS BM BMed BS BSc BSN BSW CAADC CAC CADC CAP CASAC CCC CCM CCTP CDE CEDS CGP CHES CHt CMHC CMT CNA CNM
  CNP CNS CPA CPC CPN CRC CRNA CRNP CSAC CSAT CSW CTRS DABA DABFM DABPN DACM DAOM DBH DC DDS DFAPA DHSc DMD DMin DNAP DNP DNSc DO DOM
  DPH DPhil DPM DPT DrPH DSc DSW DVM EdD EdM EdS EMDR EMT Esq FAAEM FAAFP FAAN FAAP FACC FACEP FACLM FACN FACOG FACP FACS FAPA
  FASA FASAM FHM FNP FRANZCP FRCA FRCP FRCPC FRCPsych FRCS FRS HSPP JD JP LAc LADC LAMFT LAPC LCADC LCAS LCAT LCDC LCMFT LCMHC LCP
  LCPC LCSW LGPC LICSW LISW LLB LLM LLMSW LLP LLPC LMFT LMHC LMHP LMP LMSW LMT LP LPC LPCC LPN LSW LVN MA MAc MAOM MB MBA MBBCh MBBS
  MBChB MBE MC MCOUN MD MDiv MEd MFA MFT MHA MHC MHS MMFT MMSc MN MPA MPAS MPH MPhil MPP MPsy MRCP MRCPsych MS MSc MSCP MSEd MSN MSPH
  MSW MTS NBCC NCC NCPsyA NCSP ND NMD NNP NP OD OTD OTR PA PCC PharmD PhD PHN PMC PMHNP PMHRN PMP PNP PsyD PT QMHP RD RDN
  RM RN RNC RPh RPT RRT RYT SAC SEP SLP SSW SUDP ThD ThM VMD WHNP`.split(/\s+/),
);
const knownLowerCase = new Set([...known].map((credential) => credential.toLowerCase()));

/** Roles and company forms that are written like credentials. */
const notCredentials = new Set("CEO CFO CIO CMO CNO COO CPO CSO CTO EVP INC LLC PLLC SVP USA".split(" "));

const shape = /^(?:\p{Lu}\.?){3,6}(?:-[\p{Lu}\d]{1,5})*$/u;
const extension = /^[\p{Lu}\d]\p{L}{0,5}\d{0,4}$/u;

export interface CredentialReading {
  credentials: string[];
  /** At least one stands in the table, the others may only look like credentials. */
  isKnown: boolean;
}

/**
 * The credentials that one comma-separated part of a heading consists of, as printed; undefined when it is a title.
 *
 * Rule: each word of the part stands in the table of known credentials (periods and, from three letters on, case
 * do not matter; endings such as `-BC` may follow), or has the shape of one: three to six capitals with or without
 * periods, and no abbreviation of a role such as CEO. Of several words, one at least must stand in the table.
 */
export function readCredentials(part: string): CredentialReading | undefined {
  const words = part.split(/\s+(?:(?:&|and|\/)\s+)?/u).flatMap(atSlashes);
  const isKnown = words.some(isKnownCredential);
  if (!isKnown && words.length > 1) return undefined;
  const areCredentials = words.every((word) => isKnownCredential(word) || hasCredentialShape(word));
  return areCredentials ? { credentials: words, isKnown } : undefined;
}

/** Cuts credentials that follow a name with no comma (`Jane Roe MD MPH`) off the name's words; case must be exact. */
export function splitTrailingCredentials(words: readonly string[]): {
  name: string[];
  credentials: string[];
} {
  let end = words.length;
  while (end > 0 && isKnownInCase(words[end - 1] ?? "")) end--;
  return { name: words.slice(0, end), credentials: words.slice(end) };
}

/** `MD/PhD` names two credentials, `OTR/L` one. */
function atSlashes(word: string): string[] {
  const parts = word.split("/");
  return parts.length > 1 && parts.every(isKnownCredential) ? parts : [word];
}

function isKnownInCase(word: string): boolean {
  const [base = "", ...extensions] = withoutPeriods(word).split(/[-/]/u);
  return known.has(base) && extensions.every((part) => extension.test(part));
}

function isKnownCredential(word: string): boolean {
  const [base = "", ...extensions] = withoutPeriods(word).split(/[-/]/u);
  const isKnown = known.has(base) || (base.length > 2 && knownLowerCase.has(base.toLowerCase()));
  return isKnown && extensions.every((part) => extension.test(part));
}

function hasCredentialShape(word: string): boolean {
  return shape.test(word) && !notCredentials.has(withoutPeriods(word));
}

function withoutPeriods(word: string): string {
  return word.replaceAll(".", "");
}
