/** Runs a statement where its caller says: in a transaction, on a connection. @returns its rows */
export type RunQuery = <Row extends object>(text: string) => Promise<readonly Row[]>;
