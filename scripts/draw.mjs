/** `npm run house:draw`: put the picture of the floors, as the imports really are, into ARCHITECTURE.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { cruiseHouse } from "./house/imports.mjs";
import { drawPicture, page, withPicture } from "./house/picture.mjs";

const picture = await drawPicture(await cruiseHouse(process.cwd()));
writeFileSync(page, withPicture(readFileSync(page, "utf8"), picture));
console.log(`已重画 drawn: ${page}`);
