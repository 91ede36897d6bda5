from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.accounts import second_factor


class Command(BaseCommand):
    help = "Retire le second facteur d’un compte : son mot de passe suffit ensuite pour en choisir un autre."

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NOM", help="nom d’utilisateur")

    def handle(self, *, name, **options):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Aucun compte ne s’appelle « {name} ».")
        second_factor.forget(user)
        self.stdout.write(f"« {name} » n’a plus de second facteur.")
