// What both servers share: the settings, the journal and the port.
//
// Settings come as JSON in the first argument: redirect_uri, client_id, client_secret (none: a public client), pkce
// (true: no code without a verifier), access_token_seconds, tls ({certificate, key}: paths, for https).
//
// The first line on standard output is the base URL, each later one a JSON object about what the server decided. Codes,
// tokens and secrets appear in none.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

export const settings = JSON.parse(process.argv[2]);

export function note(event, details = {}) {
  console.log(JSON.stringify({ event, ...details }));
}

// Who asks by Basic what has become of a token: the API does, and the plugin may.
export function noteIntrospection({ headers }) {
  const [name] = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString().split(':');
  note('introspection', { client: decodeURIComponent(name.replaceAll('+', ' ')) });
}

// Listens on a free port; `makeHandler` gets the base URL and returns the function for node:http.
export function serve(makeHandler) {
  let handler;
  const answer = (request, response) => handler(request, response);
  const { tls } = settings;
  const server = tls
    ? https.createServer({ cert: readFileSync(tls.certificate), key: readFileSync(tls.key) }, answer)
    : http.createServer(answer);
  server.listen(0, '127.0.0.1', () => {
    const url = `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`;
    handler = makeHandler(url);
    console.log(url);
  });
}
