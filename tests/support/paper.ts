import { getDocumentProxy } from "unpdf";

/** 一页一页: what stands on each page of a PDF from top to bottom, without gaps, and its size in points. */
export async function pagesOf(bytes: Uint8Array): Promise<{ text: string; width: number; height: number }[]> {
  const pdf = await getDocumentProxy(bytes.slice());
  const pages = Array.from({ length: pdf.numPages }, async (_, index) => {
    const page = await pdf.getPage(index + 1);
    const { items } = await page.getTextContent();
    const said = items.flatMap((item) => ("str" in item ? [item] : []));
    const { width, height } = page.getViewport({ scale: 1 });
    return {
      text: said
        .map(({ str }) => str)
        .join("")
        .replaceAll(/\s/gu, ""),
      width,
      height,
    };
  });
  return Promise.all(pages);
}
