/** The cache of results, for faces: what is in it is this folder's and `store`'s business. */
export { cacheFolder, cacheLimit, clearCache, measureCache, openCache, type Cache, type CacheUse } from '../store/cache.ts';
export { keepServedAddress, readServedAddress } from '../store/served-addresses.ts';
