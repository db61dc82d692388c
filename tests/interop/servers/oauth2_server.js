// The package @node-oauth/oauth2-server with what it leaves to its user: a store in memory and a login page. The one
// user is "designer" with the password "secret".
import OAuth2Server from '@node-oauth/oauth2-server';

import { note, noteIntrospection, serve, settings } from './service.js';

const { Request, Response } = OAuth2Server;
const basic = (id, secret) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const user = { id: 'designer', password: 'secret' };
const client = {
  id: settings.client_id,
  grants: ['authorization_code', 'refresh_token', 'password'],
  redirectUris: [settings.redirect_uri],
};

const codes = new Map();
const accessTokens = new Map();
const refreshTokens = new Map();

const model = {
  async getClient(id, secret) {
    // Without a secret it asks on behalf of the authorize page.
    return id === client.id && (secret === null || secret === settings.client_secret) && client;
  },
  async getUser(name, password) {
    return name === user.id && password === user.password && user;
  },
  async saveAuthorizationCode(code, ofClient, ofUser) {
    const saved = { ...code, client: ofClient, user: ofUser };
    codes.set(code.authorizationCode, saved);
    note('code.issued', { challenge: code.codeChallengeMethod ?? null });
    return saved;
  },
  async getAuthorizationCode(code) {
    return codes.get(code);
  },
  async revokeAuthorizationCode({ authorizationCode }) {
    note('code.consumed');
    return codes.delete(authorizationCode);
  },
  async saveToken(token, ofClient, ofUser) {
    const saved = { ...token, client: ofClient, user: ofUser };
    accessTokens.set(token.accessToken, saved);
    refreshTokens.set(token.refreshToken, saved);
    return saved;
  },
  async getAccessToken(token) {
    return accessTokens.get(token);
  },
  async getRefreshToken(token) {
    return refreshTokens.get(token);
  },
  async revokeToken({ refreshToken, accessToken }) {
    note('refresh_token.consumed');
    accessTokens.delete(accessToken);
    return refreshTokens.delete(refreshToken);
  },
};

const server = new OAuth2Server({
  model,
  accessTokenLifetime: settings.access_token_seconds,
  requireClientAuthentication: {
    authorization_code: settings.client_secret !== undefined,
    refresh_token: settings.client_secret !== undefined,
    password: settings.client_secret !== undefined,
  },
});

const login = (query) => `<!DOCTYPE html><title>Sign in</title>
<form method="post" action="/authorize?${query.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">
<p><label>User name <input name="username"></label></p>
<p><label>Password <input name="password" type="password"></label></p>
<p><button>Sign in</button></p></form>`;

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
}

function send(response, status, headers, body) {
  response.writeHead(status, { 'Cache-Control': 'no-store', ...headers }).end(body);
}

const json = (response, status, body, headers) => send(
  response, status, { ...headers, 'Content-Type': 'application/json' }, JSON.stringify(body));

async function authorize(call, response, query) {
  if (call.method === 'GET') {
    send(response, 200, { 'Content-Type': 'text/html; charset=utf-8' }, login(query));
    return;
  }
  if (settings.pkce && !call.query.code_challenge) {
    throw new OAuth2Server.InvalidRequestError('Missing parameter: `code_challenge`');
  }
  const answer = new Response({});
  await server.authorize(call, answer, {
    authenticateHandler: { handle: ({ body }) => model.getUser(body.username, body.password) },
  });
  send(response, answer.status, answer.headers);
}

async function token(call, response) {
  const answer = new Response({});
  try {
    await server.token(call, answer);
    note('grant.success', {
      grant_type: call.body.grant_type,
      verifier: call.body.code_verifier !== undefined,
      client_auth: call.headers.authorization ? 'client_secret_basic'
        : call.body.client_secret ? 'client_secret_post' : 'none',
    });
  } catch (error) {
    note('grant.error', { grant_type: call.body.grant_type ?? null, error: error.name, detail: error.message });
  }
  json(response, answer.status, answer.body, answer.headers);
}

// RFC 7662, which the package does not have.
async function introspect(call, response) {
  const known = [basic('api', 'api-secret'), basic(settings.client_id, settings.client_secret)];
  noteIntrospection(call);
  if (!known.includes(call.headers.authorization)) {
    json(response, 401, { error: 'invalid_client' });
    return;
  }
  const found = accessTokens.get(call.body.token);
  const active = found !== undefined && found.accessTokenExpiresAt > new Date();
  json(response, 200, active ? {
    active,
    client_id: found.client.id,
    username: found.user.id,
    exp: Math.floor(found.accessTokenExpiresAt / 1000),
  } : { active });
}

const pages = { '/authorize': authorize, '/token': token, '/introspect': introspect };

serve(() => async (request, response) => {
  const [path, query = ''] = request.url.split('?');
  try {
    const call = new Request({
      method: request.method,
      headers: request.headers,
      query: Object.fromEntries(new URLSearchParams(query)),
      body: await bodyOf(request),
    });
    await (pages[path] ?? ((_, nothing) => send(nothing, 404, {}, 'Nothing here')))(call, response, query);
  } catch (error) {
    note('authorization.error', { detail: error.message });
    send(response, error.code ?? 500, { 'Content-Type': 'text/plain' }, error.message);
  }
});
