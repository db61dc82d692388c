// The package oidc-provider as it comes, with its own pages: any name and password sign in.
import Provider from 'oidc-provider';

import { note, noteIntrospection, serve, settings } from './service.js';

const withSecret = settings.client_secret !== undefined;

const configuration = {
  clients: [{
    client_id: settings.client_id,
    ...(withSecret && { client_secret: settings.client_secret }),
    token_endpoint_auth_method: withSecret ? 'client_secret_basic' : 'none',
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [settings.redirect_uri],
  }, {
    // Who has the API: asks about the tokens that it is shown, and gets none itself.
    client_id: 'api',
    client_secret: 'api-secret',
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: [],
    response_types: [],
    redirect_uris: [],
  }],
  cookies: { keys: ['a key for the tests'] },
  findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  features: {
    devInteractions: { enabled: true },
    introspection: { enabled: true, allowedPolicy: async () => true },
    revocation: { enabled: true },
  },
  issueRefreshToken: async () => true,
  pkce: { required: () => settings.pkce === true },
  rotateRefreshToken: true,
  ttl: { AccessToken: settings.access_token_seconds },
};

serve((url) => {
  const provider = new Provider(url, configuration);
  provider.on('authorization_code.saved', (code) => note('code.issued', {
    challenge: code.codeChallengeMethod ?? null,
  }));
  provider.on('authorization_code.consumed', () => note('code.consumed'));
  provider.on('refresh_token.consumed', () => note('refresh_token.consumed'));
  provider.on('grant.success', ({ oidc }) => note('grant.success', {
    grant_type: oidc.params.grant_type,
    verifier: oidc.params.code_verifier !== undefined,
    client_auth: oidc.client.tokenEndpointAuthMethod,
  }));
  provider.on('grant.error', ({ oidc }, error) => note('grant.error', {
    grant_type: oidc.params?.grant_type ?? null,
    error: error.error,
    detail: error.error_detail ?? null,
  }));
  provider.on('authorization.error', (_, error) => note('authorization.error', { detail: error.error_description }));
  provider.on('server_error', (_, error) => note('server.error', { detail: String(error) }));
  const answer = provider.callback();
  return (request, response) => {
    // Its pages would have a font of another host, which they wait for.
    response.setHeader('Content-Security-Policy', "style-src 'unsafe-inline'");
    if (request.url === '/token/introspection') {
      noteIntrospection(request);
    }
    return answer(request, response);
  };
});
