export const settled: string = ``;
export const seen: string = ``;
