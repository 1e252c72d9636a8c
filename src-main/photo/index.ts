/** 照片 of a cadre: taken in from a picture file, kept encrypted with the file, shown as pages are. */
export { keepPhoto, photoPicture, recordPhoto, removePhoto, setPhoto, viewPhoto } from './photo.ts';
