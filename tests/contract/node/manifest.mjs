// A reader of C2PA manifests that shares no code with the library that signs: what it says of a file, as JSON.
// Usage: CBOR_NATIVE_ACCELERATION_DISABLED=true node manifest.mjs FILE
import { readFileSync } from "node:fs";
import { BMFF } from "@trustnxt/c2pa-ts/asset";
import { SuperBox } from "@trustnxt/c2pa-ts/jumbf";
import { ManifestStore } from "@trustnxt/c2pa-ts/manifest";

BMFF.canReadBrands.add("isom"); // it reads every file of this family, but asks for the brands of pictures
const asset = new BMFF(readFileSync(process.argv[2]));
const store = ManifestStore.read(SuperBox.fromBuffer(await asset.getManifestJUMBF()));
const result = await store.validate(asset);
const { assertions } = store.getActiveManifest().assertions;
console.log(
  JSON.stringify({
    valid: result.isValid,
    failures: result.statusEntries.filter((one) => !one.success).map((one) => one.code),
    assertions: assertions.map((one) => one.fullLabel ?? one.label),
  }),
);
