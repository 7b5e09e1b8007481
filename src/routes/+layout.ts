// Everything happens in the browser; the pages themselves are plain files.
export const ssr = false;
export const prerender = true;
// A folder with an index.html each, so that any static host finds them.
export const trailingSlash = 'always';
