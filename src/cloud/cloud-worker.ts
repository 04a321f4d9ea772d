/** Entry of a tab's cloud Worker. */
export {};
