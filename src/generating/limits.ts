/** The longest run. */
export const maximumPosts = 1_000_000;

export const maximumSeed = 2 ** 32 - 1;
