"""The form of a resource: what each kind needs before it is published, told beside the field that lacks it."""

from portal.cms_forms import PortalPageForm
from portal.models.recordings import EXEMPT_BEFORE
from ressources.kinds import Kind

NO_TEXT = "Un texte a au moins un fichier, ou un contenu écrit ici."
NO_PHOTO = "Ajoutez au moins une photo."
NO_RECORDING = "Choisissez un enregistrement{orelse}."
WRONG_RECORDING = "Ce n’est pas {wanted} : changez le type de la ressource, ou l’enregistrement."
NO_TRANSCRIPT = (
    "Il n’y a ni sous-titres ni transcription. Ajoutez-les sur la fiche de l’enregistrement, "
    "ou cochez « Publier sans transcription pour l’instant »."
)
NO_EXTERNAL_TRANSCRIPT = "Écrivez la transcription, ou cochez « Publier sans transcription pour l’instant »."
TWO_FILMS = "Choisissez une vidéo d’ici ou donnez une adresse, pas les deux."


class ResourcePageForm(PortalPageForm):
    """A draft may lack anything; what is published is whole."""

    def clean(self):
        data = super().clean()
        if not self.is_deferred_validation:
            checks = {
                Kind.TEXT: self._check_text,
                Kind.PHOTO: self._check_photos,
                Kind.SOUND: self._check_sound,
                Kind.FILM: self._check_film,
            }
            if data.get("kind") in checks:
                checks[data["kind"]](data)
        return data

    def _check_text(self, data):
        if not data.get("files") and not data.get("body") and not {"files", "body"} & self.errors.keys():
            self.add_error("files", NO_TEXT)

    def _check_photos(self, data):
        if not data.get("photos") and "photos" not in self.errors:
            self.add_error("photos", NO_PHOTO)

    def _check_sound(self, data):
        self._check_recording(data, "audio", "un son")

    def _check_film(self, data):
        if data.get("external_url") and data.get("recording"):
            self.add_error("external_url", TWO_FILMS)
        elif data.get("external_url"):
            dated_on = data.get("dated_on")
            is_exempt = dated_on is not None and dated_on < EXEMPT_BEFORE
            if not (data.get("external_transcript") or data.get("without_transcript") or is_exempt):
                self.add_error("external_transcript", NO_EXTERNAL_TRANSCRIPT)
        else:
            self._check_recording(data, "video", "une vidéo", " ou donnez l’adresse de la vidéo")

    def _check_recording(self, data, media_type, wanted, orelse=""):
        recording = data.get("recording")
        if recording is None:
            self.add_error("recording", NO_RECORDING.format(orelse=orelse))
        elif recording.type != media_type:
            self.add_error("recording", WRONG_RECORDING.format(wanted=wanted))
        elif not (recording.is_transcribed or recording.is_exempt or data.get("without_transcript")):
            self.add_error("recording", NO_TRANSCRIPT)
