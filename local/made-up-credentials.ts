// The emulators check no signatures; a real account's credentials must never get as far as them.

export function useMadeUpCredentials(): void {
  process.env.AWS_ACCESS_KEY_ID = 'EMULATED';
  process.env.AWS_SECRET_ACCESS_KEY = 'emulated';
  delete process.env.AWS_SESSION_TOKEN;
  delete process.env.AWS_PROFILE;
  // Nodes before 22 are told so by the SDK at every start; what is deployed runs on 24.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
}
