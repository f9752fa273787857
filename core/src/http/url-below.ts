/** The URL of a path below a base, which may have a path of its own: as behind a gateway. @param path begins with a slash */
export const urlBelow = (base: string, path: string): URL => {
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/*$/, path);
  return url;
};
