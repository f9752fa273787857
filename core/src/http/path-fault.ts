import express from 'express';

/** What express says of a path that it cannot parse, in one line; undefined for one that it can. */
export const pathFault = (path: string): string | undefined => {
  if (!path.startsWith('/')) return `it does not begin with '/'`;
  try {
    express.Router().get(path, (_request, _response, next) => next());
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const [what = reason] = reason.split(/[;\n]/);
    return what.replace(`: ${path}`, '');
  }
};
