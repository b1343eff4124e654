export type { Asset } from './asset.ts';
export {
  deprecateAssetHandler,
  publishAssetHandler,
  putAssetHandler,
  removeAssetHandler,
} from './change-assets.ts';
export { createLibrarySource } from './library-facts.ts';
export { assetTable } from './library.sql.ts';
export { listAssets, readAsset } from './read-assets.ts';
