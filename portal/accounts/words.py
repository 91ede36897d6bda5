"""What allauth says, in our French: labels and help of its forms, its errors, its messages, its letters."""

LABELS = {
    "login": "Nom d’utilisateur",
    "password": "Mot de passe",
    "remember": "Rester connecté",
    "oldpassword": "Mot de passe actuel",
    "password1": "Nouveau mot de passe",
    "password2": "Le même, encore une fois",
    "email": "Adresse électronique",
    "code": "Code à six chiffres",
    "name": "Nom de la clé",
    "passwordless": "Entrer avec cette clé seule, sans mot de passe",
}
HELP = {
    "password1": "Long plutôt que compliqué : quatre mots sans rapport, par exemple. Jamais celui d’un autre site.",
    "name": "Pour la reconnaître : « Téléphone », « Clé du bureau ».",
    "passwordless": "La clé demande alors une empreinte, un visage ou un code. Décochez si la vôtre n’en a pas.",
}
WRONG = "Ce nom d’utilisateur et ce mot de passe ne vont pas ensemble."
ERRORS = {
    "username_password_mismatch": WRONG,
    "email_password_mismatch": WRONG,
    "incorrect_password": "Ce n’est pas le bon mot de passe.",
    "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
    "incorrect_code": "Ce code n’est pas le bon, ou a déjà servi. Attendez que l’application en donne un autre.",
    "invalid_password_reset": "Ce lien ne vaut plus.",
}
TWICE = "Les deux mots de passe ne sont pas les mêmes."

# By the name under which allauth knows what it has done; what is not here is not said.
MESSAGES = {
    "account/messages/password_changed.txt": "Votre mot de passe est changé.",
    "mfa/messages/totp_activated.txt": "L’application est activée.",
    "mfa/messages/totp_deactivated.txt": "L’application est retirée.",
    "mfa/messages/webauthn_added.txt": "La clé est ajoutée.",
    "mfa/messages/webauthn_removed.txt": "La clé est retirée.",
    "mfa/messages/recovery_codes_generated.txt": "Voici vos codes de secours. D’anciens ne vaudraient plus.",
    "usersessions/messages/sessions_logged_out.txt": "Les autres connexions sont fermées.",
}
LETTERS = {
    "account/email/password_changed": "Votre mot de passe a été changé.",
    "account/email/password_reset": "Votre mot de passe a été choisi de nouveau, par le lien reçu à cette adresse.",
    "mfa/email/totp_activated": "Une application a été ajoutée comme second facteur.",
    "mfa/email/totp_deactivated": "L’application qui servait de second facteur a été retirée.",
    "mfa/email/webauthn_added": "Une clé a été ajoutée comme second facteur.",
    "mfa/email/webauthn_removed": "Une clé qui servait de second facteur a été retirée.",
    "mfa/email/recovery_codes_generated": "De nouveaux codes de secours ont été faits.",
    "forgotten": "Votre second facteur a été retiré par une personne qui tient les comptes.",
}
