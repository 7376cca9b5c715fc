// `node image-packages.mjs <app>`, for docker/Dockerfile: what the distribution brings into the image of an app.
import { imagePackages } from './system-packages.mjs';

console.log(imagePackages(process.argv[2]).join(' '));
