/** As much of pdfmake 0.3 as is used; it ships no types of its own. */
declare module 'pdfmake' {
  interface PdfMake {
    setFonts(fonts: object): void;
    /** Looks of tables by name. */
    setTableLayouts(layouts: object): void;
    /** Asked before an address is fetched. */
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    /** Asked before a file is read. */
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(definition: object): { getBuffer(): Promise<Buffer> };
  }
  const pdfmake: PdfMake;
  export default pdfmake;
}
declare module 'pdfmake/fonts/Roboto.js' {
  const fonts: { readonly Roboto: Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>> };
  export default fonts;
}
