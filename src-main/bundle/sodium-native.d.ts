/** The calls of libsodium that this program makes, as `sodium-native` 5 offers them; each throws on a wrong length. */
declare module 'sodium-native' {
  interface Sodium {
    /** Writes ciphertext ‖ tag (16 bytes) into `sealed`. */
    crypto_aead_chacha20poly1305_ietf_encrypt(
      sealed: Uint8Array,
      plain: Uint8Array,
      associated: Uint8Array | null,
      secretNonce: null,
      nonce: Uint8Array,
      key: Uint8Array,
    ): number;
    /** Throws when the tag does not fit. */
    crypto_aead_chacha20poly1305_ietf_decrypt(
      plain: Uint8Array,
      secretNonce: null,
      sealed: Uint8Array,
      associated: Uint8Array | null,
      nonce: Uint8Array,
      key: Uint8Array,
    ): number;
    readonly crypto_generichash_STATEBYTES: number;
    /** BLAKE2b. */
    crypto_generichash_init(state: Uint8Array, key: Uint8Array | null, digestLength: number): void;
    crypto_generichash_update(state: Uint8Array, bytes: Uint8Array): void;
    crypto_generichash_final(state: Uint8Array, digest: Uint8Array): void;
    /** Ed25519; the secret key is seed ‖ public key. */
    crypto_sign_seed_keypair(publicKey: Uint8Array, secretKey: Uint8Array, seed: Uint8Array): void;
    crypto_sign_detached(signature: Uint8Array, message: Uint8Array, secretKey: Uint8Array): void;
    crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
    /** X25519 public key of a secret scalar. */
    crypto_scalarmult_base(publicKey: Uint8Array, secret: Uint8Array): void;
  }
  const sodium: Sodium;
  export default sodium;
}
