const defaultPageSize = 50;
const largestPageSize = 100;

/** 0 stands for 50; more than 100 is read as 100. @param asked 0 or more */
export const pageSizeOf = (asked: number): number =>
  asked === 0 ? defaultPageSize : Math.min(asked, largestPageSize);
