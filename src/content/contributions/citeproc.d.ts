/** The parts of citeproc-js that are used here; it comes without types. */
declare module "citeproc" {
  interface System {
    /** The locale's XML. */
    retrieveLocale(language: string): string;
    retrieveItem(id: string): object;
  }

  class Engine {
    constructor(system: System, style: string, language: string);
    setOutputFormat(format: "text"): void;
    updateItems(ids: readonly string[]): void;
    makeBibliography(): [parameters: object, entries: string[]];
  }

  const citeproc: { Engine: typeof Engine };
  export default citeproc;
}
