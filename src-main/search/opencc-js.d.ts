/** A dictionary of opencc-js as it ships: `from to` pairs of single characters, apart by `|`. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
