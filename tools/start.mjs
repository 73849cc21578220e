/** `npm start`: builds what is missing or out of date, then serves the site and prints its address. */
import { basePath, buildFolder, buildIfNeeded } from './site.mjs';
import { createStaticServer, endOnSignal, listen, option, portFrom } from './serve.mjs';

try {
  const host = process.env.HOST ?? 'localhost';
  const wanted = portFrom(option(process.argv.slice(2), 'port') ?? process.env.PORT ?? '4173');
  await buildIfNeeded();
  const server = createStaticServer({ root: buildFolder, base: basePath() });
  const port = await listen(server, { host, port: wanted });
  endOnSignal(server);
  if (wanted !== 0 && port !== wanted) console.log(`Port ${wanted} is taken.`);
  console.log(
    `Marginalia is at http://${host.includes(':') ? `[${host}]` : host}:${port}${basePath()}/ (Ctrl-C ends it)`,
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
