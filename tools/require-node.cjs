/* Preloaded by the commands of package.json. Old syntax on purpose: it has to run on the Node that it refuses. */
var version = process.versions.node.split('.');
var major = Number(version[0]);
var minor = Number(version[1]);
/* Vite's own bounds: 20.19, or 22.12 and later. */
var enough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
if (!enough) {
  console.error(
    'Marginalia needs Node 20.19, or 22.12 and later; this is Node ' +
      process.versions.node +
      ' (' +
      process.execPath +
      ').',
  );
  process.exit(1);
}
