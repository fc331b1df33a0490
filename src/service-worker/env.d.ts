interface ImportMeta {
  /** `APP_VERSION`: from package.json, put in by the build. */
  readonly env: { readonly APP_VERSION: string };
}
