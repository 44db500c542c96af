declare module "stopword" {
  /** English words that say nothing of what a text is about, in lower case. */
  export const eng: string[];
}
